const { createHash } = require('node:crypto');
const path = require('node:path');

/** Whose pages must open where there is no network: all of these packages, what waits, and where one signs out. */
const PACKAGES = ['src/courier/pages/', 'src/seller/pages/', 'src/pages/outbox/', 'src/pages/me/'];
const PAGE = '/m/index.html';

/**
 * Runs in the browser beside the pages of those who work (lib/platform.h5.ts registers it): keeps their files, whose
 * names change with what is in them, and gives the page itself where nothing comes from the network. It touches no
 * question to the platform.
 */
function serve(name, files, page) {
  self.addEventListener('install', (event) =>
    event.waitUntil(
      caches
        .open(name)
        .then((cache) => cache.addAll(files.concat(page)))
        .then(() => self.skipWaiting()),
    ),
  );
  self.addEventListener('activate', (event) =>
    event.waitUntil(
      caches
        .keys()
        .then((names) =>
          Promise.all(names.filter((one) => one.startsWith('heitu-') && one !== name).map((one) => caches.delete(one))),
        )
        .then(() => self.clients.claim()),
    ),
  );
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== self.location.origin || !pathname.startsWith('/m/')) return;
    if (request.mode === 'navigate')
      event.respondWith(fetch(request).catch(() => caches.match(page).then((kept) => kept || Response.error())));
    else if (files.includes(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
  });
}

module.exports = class Offline {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.compilation.tap('Offline', (compilation) => {
      compilation.hooks.processAssets.tap(
        // After the page itself is written (first-page.js): its words are part of the name.
        { name: 'Offline', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT },
        () => {
          const html = compilation.getAsset('index.html')?.source.source().toString();
          if (!html) return;
          const isWanted = ({ resource, rootModule }) =>
            PACKAGES.some((one) => (resource ?? rootModule?.resource ?? '').includes(path.normalize(one)));
          const chunks = [...compilation.chunks].filter((chunk) =>
            [...compilation.chunkGraph.getChunkModulesIterable(chunk)].some(isWanted),
          );
          if (chunks.length === 0) throw new Error('no pages that work without a network');
          const groups = [...compilation.entrypoints.values(), ...chunks.flatMap((chunk) => [...chunk.groupsIterable])];
          const files = [...new Set(groups.flatMap((group) => group.getFiles()))]
            .filter((file) => /\.(js|css)$/.test(file))
            .map((file) => compilation.outputOptions.publicPath + file)
            .sort();
          const name = `heitu-${createHash('sha256').update(html).update(files.join()).digest('hex').slice(0, 12)}`;
          const script = `(${serve})(${[name, files, PAGE].map((argument) => JSON.stringify(argument)).join(',')});\n`;
          compilation.emitAsset('sw.js', new sources.RawSource(script));
        },
      );
    });
  }
};
