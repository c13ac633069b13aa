/** What is served besides the subgraphs. */
export const SERVERS: Readonly<Record<string, string>> = {
  gateway: 'gateway/src/server.ts',
  sandbox: 'tools/src/serve-sandbox.ts',
  prober: 'tools/src/prober/serve-prober.ts',
  alarm: 'tools/src/alerts/serve-alarm.ts',
};
