-- What both models of a pair make of each other's texts and of the references: the files of support/, with all their columns.
-- Run it in the folder of the run.
SELECT *
FROM read_parquet('support/*/*/*/support.parquet', hive_partitioning = true)
ORDER BY benchmark, scored_by, policy, problem_id, sample_index
