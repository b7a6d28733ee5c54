// The "$defs" of the specification's JSON Schema: what the top level refers to.
#ifndef TRUSTSEM_SPEC_SCHEMA_DEFINITIONS_H_
#define TRUSTSEM_SPEC_SCHEMA_DEFINITIONS_H_

namespace trustsem {

// Text of the schema from "$defs" on, and its rest from "simulation" to the closing brace, with the
// marks that SpecificationSchema() replaces.
extern const char* const kSchemaDefinitions;
extern const char* const kSchemaSimulation;

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_SCHEMA_DEFINITIONS_H_
