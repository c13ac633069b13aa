import { registerHooks } from 'node:module';

/** A library's own threads work when they like, which no seed plays again: here each picture stays what it was. */
const LIBRARY = `
const picture = (bytes) => {
  const same = { metadata: async () => ({ format: 'jpeg', width: 8, height: 6 }), toBuffer: async () => bytes };
  for (const step of ['autoOrient', 'jpeg', 'png', 'webp']) same[step] = () => same;
  return same;
};
picture.cache = picture.concurrency = () => {};
export default picture;`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'sharp'
      ? { url: `data:text/javascript,${encodeURIComponent(LIBRARY)}`, format: 'module', shortCircuit: true }
      : next(specifier, context),
});
// Loaded before anybody waits for it.
await import('sharp');
