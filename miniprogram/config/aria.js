const path = require('node:path');
const attributes = require('./aria-attributes.js');

/** `aria-label` and `aria-role` reach WeChat: in its templates, and in what Taro sends to them. */
module.exports = (ctx) =>
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return;
      platform.template.mergeComponents(ctx, attributes);
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'aria-runtime.js')].flat();
    },
  });
