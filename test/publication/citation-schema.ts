import {type} from "arktype";

const date = type(/^\d{4}-\d\d-\d\d$/);
const person = type({"+": "reject", "family-names": "string > 0", "given-names": "string > 0"});
const named = type({"+": "reject", name: "string > 0"});
const authors = person.or(named).array().atLeastLength(1);
const identifier = type({
  "+": "reject",
  type: "'doi' | 'other' | 'swh' | 'url'",
  value: "string > 0",
  "description?": "string > 0"
});

/** The keys of the Citation File Format 1.2.0 that a published data set uses: required ones, and no other than the format's. */
export const citationSchema = type({
  "+": "reject",
  "cff-version": "'1.2.0'",
  message: "string > 0",
  type: "'dataset'",
  title: "string > 0",
  authors,
  version: "string > 0",
  "date-released?": date,
  "license?": "string > 0",
  "url?": /^https?:\/\//,
  "repository-artifact?": /^https?:\/\//,
  identifiers: identifier.array().atLeastLength(1),
  references: type({
    "+": "reject",
    type: "'article' | 'software'",
    title: "string > 0",
    authors,
    "version?": "string > 0",
    "commit?": "string > 0",
    "license?": "string > 0",
    "year?": "number.integer",
    "url?": /^https?:\/\//,
    "identifiers?": identifier.array().atLeastLength(1)
  }).array()
});
