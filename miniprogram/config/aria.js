/** WeChat reads `aria-label` and `aria-role` aloud; Taro's templates leave them out. */
const ARIA = { 'aria-label': '', 'aria-role': '' };

module.exports = (ctx) =>
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      platform.template?.mergeComponents(ctx, {
        View: ARIA,
        Text: ARIA,
        Image: ARIA,
        Button: ARIA,
        Input: ARIA,
        Textarea: ARIA,
      });
    },
  });
