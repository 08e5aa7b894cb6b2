import {
  countTable,
  datasetTable,
  problemTable,
  verdictFields
} from "../../../exporting/run/dataset-tables.js";
import type {Column, Columns} from "../../../schema/column.js";

/** A kind of table of the data set: which files it is in, and what a row is. */
interface TableSet {
  id: string;
  description: string;
  folder: string;
  /** Places of its files, as a glob. */
  includes: string;
  encodingFormat: string;
  columns: Columns;
  /** Columns that together name a row. */
  key: readonly string[];
}

const PARQUET = "application/x-parquet";

export const tableSets: readonly TableSet[] = [
  {
    id: "completions",
    description: "A row a completion: a model's answer to a problem, with the verdicts on it.",
    folder: "data/",
    includes: "data/*/*.parquet",
    encodingFormat: PARQUET,
    columns: datasetTable,
    key: ["benchmark", "policy", "problem_id", "sample_index"]
  },
  {
    id: "problems",
    description: "A row a problem with its reference answer; the name of a file is the id of its benchmark.",
    folder: "problems/",
    includes: "problems/*.parquet",
    encodingFormat: PARQUET,
    columns: problemTable,
    key: []
  },
  {
    id: "counts",
    description:
      "A row a benchmark, problem and verifier: how many completions it judged and how many it found correct. The name of a file is the id of its policy.",
    folder: "counts/",
    includes: "counts/*.csv",
    encodingFormat: "text/csv",
    columns: countTable,
    key: []
  }
];

const dataTypes: Record<string, string> = {
  VARCHAR: "sc:Text",
  INTEGER: "cr:Int32",
  BIGINT: "cr:Int64",
  FLOAT: "cr:Float32",
  DOUBLE: "cr:Float64"
};

/** The record set of a kind of table. */
export function recordSet({id, description, columns, key}: TableSet): object {
  const field = Object.entries(columns).map(([name, column]) => fieldOf(id, name, column));
  return {
    "@type": "cr:RecordSet",
    "@id": id,
    name: id,
    description,
    ...(key.length === 0 ? {} : {key: key.map((name) => ({"@id": `${id}/${name}`}))}),
    field
  };
}

function fieldOf(set: string, name: string, column: Column): object {
  const field = {
    "@type": "cr:Field",
    "@id": `${set}/${name}`,
    name,
    description: describe(column)
  };
  const source = {fileSet: {"@id": `${set}-files`}, extract: {column: name}};
  const dataType = dataTypes[column.type];
  if (dataType !== undefined) return {...field, dataType, source};
  return {
    ...field,
    isArray: true,
    arrayShape: "-1",
    source,
    subField: Object.entries(verdictFields).map(([part, {type, ...rest}]) => ({
      "@type": "cr:Field",
      "@id": `${set}/${name}/${part}`,
      name: part,
      description: describe({type, ...rest}),
      dataType: dataTypes[type],
      source: {...source, transform: {jsonPath: part}}
    }))
  };
}

function describe({meaning, unit, nullWhen}: Column): string {
  return [
    meaning + (unit === undefined ? "" : ` (${unit})`),
    ...(nullWhen === undefined ? [] : [`null where ${nullWhen}`])
  ].join("; ");
}
