/** In a browser `aria-role`, as WeChat calls it, is `role`; and what can be tapped can be reached by keyboard. */
module.exports = ({ types: t }) => ({
  visitor: {
    JSXAttribute(path) {
      if (path.node.name.name !== 'aria-role') return;
      path.node.name.name = 'role';
      path.insertAfter(t.jsxAttribute(t.jsxIdentifier('tabindex'), t.stringLiteral('0')));
    },
    // {...(onTap && { 'aria-role': 'button' })}
    ObjectProperty(path) {
      if (!t.isStringLiteral(path.node.key, { value: 'aria-role' })) return;
      path.node.key = t.identifier('role');
      path.insertAfter(t.objectProperty(t.identifier('tabindex'), t.stringLiteral('0')));
    },
  },
});
