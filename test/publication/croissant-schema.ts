import {type} from "arktype";

const text = type("string > 0");
const reference = type({"+": "reject", "@id": "string > 0"});
const hash = type(/^[0-9a-f]{64}$/);
const texts = text.or(text.array().atLeastLength(1));

const source = type({
  "+": "reject",
  fileSet: reference,
  extract: {"+": "reject", column: "string > 0"},
  "transform?": {"+": "reject", jsonPath: "string > 0"}
});

const leaf = type({
  "+": "reject",
  "@type": "'cr:Field'",
  "@id": "string > 0",
  name: "string > 0",
  description: "string > 0",
  dataType: "'sc:Text' | 'cr:Int32' | 'cr:Int64' | 'cr:Float32' | 'cr:Float64'",
  source
});

const list = type({
  "+": "reject",
  "@type": "'cr:Field'",
  "@id": "string > 0",
  name: "string > 0",
  description: "string > 0",
  isArray: "true",
  arrayShape: "string > 0",
  source,
  subField: leaf.array().atLeastLength(1)
});

const fileObject = type({
  "+": "reject",
  "@type": "'cr:FileObject'",
  "@id": "string > 0",
  name: "string > 0",
  contentUrl: "string > 0",
  contentSize: /^\d+ B$/,
  encodingFormat: "string > 0",
  sha256: hash
});

const fileSet = type({
  "+": "reject",
  "@type": "'cr:FileSet'",
  "@id": "string > 0",
  name: "string > 0",
  description: "string > 0",
  encodingFormat: "string > 0",
  includes: "string > 0"
});

const activity = type({"@type": "'prov:Activity'", "prov:label": "string > 0", description: "string > 0"});
const entity = type({"@type": "'prov:Entity'", "prov:label": "string > 0", description: "string > 0"});

/**
 * What Croissant 1.1 requires and recommends of a data set (docs/croissant-spec-1.1.md of mlcommons/croissant), and the fields of RAI
 * and PROV that the NeurIPS 2026 track on evaluations and data sets requires, as far as a published data set uses them.
 */
export const croissantSchema = type({
  "+": "reject",
  "@context": type("Record<string, unknown>"),
  "@type": "'sc:Dataset'",
  conformsTo: type(["'http://mlcommons.org/croissant/1.1'", "'http://mlcommons.org/croissant/RAI/1.0'"]),
  name: "string > 0",
  alternateName: "string > 0",
  description: "string > 0",
  identifier: /^sha256:[0-9a-f]{64}$/,
  url: "string > 0",
  license: "string > 0",
  creator: type({"@type": "'sc:Person' | 'sc:Organization'", name: "string > 0"}).array().atLeastLength(1),
  "datePublished?": /^\d{4}-\d\d-\d\d$/,
  "dateCreated?": /^\d{4}-\d\d-\d\d$/,
  version: /^\d+\.\d+\.\d+(\+[0-9a-f]+)?$/,
  isLiveDataset: "boolean",
  keywords: "string[]",
  citeAs: "string > 0",
  "rai:dataCollection": texts,
  "rai:dataCollectionType": texts,
  "rai:dataCollectionRawData": texts,
  "rai:dataAnnotationProtocol": texts,
  "rai:machineAnnotationTools": "string[]",
  "rai:dataLimitations": texts,
  "rai:dataBiases": texts,
  "rai:personalSensitiveInformation": texts,
  "rai:dataUseCases": texts,
  "rai:dataSocialImpact": texts,
  "rai:hasSyntheticData": "boolean",
  "rai:dataReleaseMaintenancePlan": texts,
  "prov:wasDerivedFrom": entity.array().atLeastLength(1),
  "prov:wasGeneratedBy": activity.array().atLeastLength(1),
  distribution: fileObject.or(fileSet).array().atLeastLength(1),
  recordSet: type({
    "+": "reject",
    "@type": "'cr:RecordSet'",
    "@id": "string > 0",
    name: "string > 0",
    description: "string > 0",
    "key?": reference.array().atLeastLength(1),
    field: leaf.or(list).array().atLeastLength(1)
  })
    .array()
    .atLeastLength(1)
});

export type Croissant = typeof croissantSchema.infer;
