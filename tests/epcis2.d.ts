/** What the tests use of epcis2.js: its own declarations are not found by its package.json. */
declare module 'epcis2.js' {
  const epcis2: {
    /** Holds a document to the JSON schema of EPCIS 2.0; `false`: answers the errors instead of throwing them. */
    validateEpcisDocument(document: object, throwsErrors: false): { success: boolean; errors: string[] };
    /** The id by the published hash algorithm; `context`: the document's. It changes the event. */
    eventToHashedId(event: object, context: unknown): string;
    /** A document as its client sends it; it is held to the schema before. */
    EPCISDocument: new (document: object) => object;
    capture(document: object, options: { apiUrl: string; headers: Record<string, string> }): Promise<Response>;
  };
  export default epcis2;
}
