/** In development the platform stands beside: HEITU_URL, or the port that ./run start takes. */
const target = process.env['HEITU_URL'] ?? 'http://127.0.0.1:4000';
export const proxy = Object.fromEntries(
  ['/graphql', '/edges', '/site.json'].map((path) => [path, { target, changeOrigin: true }]),
);
