const { readdirSync } = require('node:fs');
const path = require('node:path');
const FirstPage = require('./first-page.js');
const Offline = require('./offline.js');

const isProduction = process.env.NODE_ENV === 'production';
const root = path.resolve(__dirname, '..');
const cacheDirectory = path.join(root, `node_modules/.cache/webpack${isProduction ? '' : '-development'}`);

// A change of what builds makes what was built before stale; webpack does not see it by itself. Two builds of one
// folder at a time would share the cache, which has no lock.
const builders = [
  ...readdirSync(__dirname).map((name) => path.join(__dirname, name)),
  path.join(root, 'babel.config.js'),
  path.join(root, 'package.json'),
];
const cache = { enable: true, cacheDirectory, buildDependencies: { config: builders } };
// Written for newer engines than some phones have: compiled like our own.
const newer = ['@noble/ed25519', '@noble/hashes/sha2.js', '@noble/ciphers/aes.js'].map((name) =>
  path.dirname(require.resolve(name)),
);
const alias = { '@': path.join(root, 'src') };

/** @type {import('@tarojs/cli').UserConfigExport} */
module.exports = {
  projectName: 'heitu',
  date: '2026-11-26',
  // Sizes in our styles are CSS pixels of a phone 375 wide.
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  // What is built for whoever makes pages lies apart from what people get.
  outputRoot: `dist/${process.env.TARO_ENV}${isProduction ? '' : '-development'}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // What is read aloud, WeChat needs told.
  plugins: process.env.TARO_ENV === 'h5' ? [] : [path.join(__dirname, 'aria.js')],
  alias,
  // Those that theme.json names are known to WeChat alone.
  copy: {
    patterns:
      process.env.TARO_ENV === 'h5'
        ? []
        : [
            { from: 'src/assets/tab/', to: 'dist/weapp/assets/tab/' },
            { from: 'src/sitemap.json', to: 'dist/weapp/sitemap.json' },
          ],
    options: {},
  },
  cache,
  jsMinimizer: 'terser',
  // Where the platform is when the page does not come from it, as in WeChat.
  defineConstants: {
    HEITU_API: JSON.stringify(process.env.HEITU_API ?? 'http://127.0.0.1:4000'),
    HEITU_RELEASE: JSON.stringify(require('../package.json').version),
    // The trace key that a phone starts from; without one it keeps the first that it sees.
    HEITU_TRACE_KEY: JSON.stringify(process.env.HEITU_TRACE_KEY ?? ''),
  },
  mini: {
    optimizeMainPackage: { enable: true },
    compile: { include: newer },
    debugReact: false,
    hot: false,
    postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
    webpackChain: tidy,
  },
  h5: {
    publicPath: '/m/',
    staticDirectory: 'static',
    compile: { include: newer },
    router: { mode: 'browser', basename: '/m' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { autoprefixer: { enable: true, config: {} }, pxtransform: { enable: false, config: {} } },
    // The standard is one file of two megabytes; a page should bring what it needs.
    webpackChain(chain) {
      tidy(chain);
      chain.resolve.alias.set('@tarojs/components$', path.join(root, 'src/ui/components.h5.ts'));
      chain.resolve.alias.set('@tarojs/components/dist/components$', path.join(root, 'src/ui/elements.h5.ts'));
      // Every browser that we build for (package.json: browserslist) has these itself; nobody here asks by JSONP.
      for (const name of ['whatwg-fetch', 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only', 'jsonp-retry'])
        chain.resolve.alias.set(name, false);
      // What make a phone is: read from the name of its browser at the start, and asked by nobody here.
      chain.resolve.alias.set('platform$', false);
      chain.plugin('firstPage').use(FirstPage);
      chain.plugin('offline').use(Offline);
      chain.optimization.splitChunks({
        chunks: 'all',
        maxInitialRequests: 8,
        cacheGroups: {
          default: false,
          defaultVendors: false,
          vendors: { name: 'vendors', test: /[\\/]node_modules[\\/]/, chunks: 'initial', priority: 10 },
          shared: { minChunks: 2, minSize: 8000, priority: 5, reuseExistingChunk: true },
        },
      });
    },
  },
};

function tidy(chain) {
  // Each chunk brings what its own pages ask: what only passes it on falls away.
  chain.module
    .rule('asked')
    .test(/[\\/]src[\\/]api[\\/]/)
    .sideEffects(false);
  chain.performance.hints(false);
  if (isProduction) chain.devtool(false);
}
