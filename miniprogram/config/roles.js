/** In a browser `aria-role`, as WeChat calls it, is `role`; and what can be tapped can be reached by keyboard. */
module.exports = ({ types: t }) => ({
  visitor: {
    JSXAttribute(path) {
      if (path.node.name.name !== 'aria-role') return;
      path.node.name.name = 'role';
      path.insertAfter(t.jsxAttribute(t.jsxIdentifier('tabindex'), t.stringLiteral('0')));
    },
  },
});
