module.exports = {
  presets: [['taro', { framework: 'react', hot: false, ts: true, compiler: 'webpack5', useBuiltIns: false }]],
};
