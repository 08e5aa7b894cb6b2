/**
 * What starts DuckDB. A module of its own, which others import when they need it: it takes a quarter of a second to load, and
 * many commands end without.
 */
export {DuckDBInstance, version} from "@duckdb/node-api";
