/**
 * Who may import whom (docs/ARCHITECTURE.md). Each rule is proven by a planted violation in
 * tools/src/import-rules.spec.ts.
 */
const rooms = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'];
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(standard|schema|kit|subgraphs|gateway|sandbox|tests|tools|miniprogram|admin)/', pathNot: allowed },
});
module.exports = {
  forbidden: [
    only('standard-imports-nothing', '^standard/', '^standard/'),
    only('kit-imports-standard', '^kit/', '^(kit|standard)/'),
    only('events-import-kit', '^schema/events/', '^(schema/events|kit|standard)/'),
    ...rooms.map((room) =>
      only(
        `${room}-imports-no-other-subgraph`,
        `^subgraphs/${room}/`,
        `^(subgraphs/${room}|kit|schema/events|standard)/`,
      ),
    ),
    only('gateway-imports-kit', '^gateway/(?!src/standalone\\.ts)', '^(gateway|kit)/'),
    only(
      'standalone-imports-manifests',
      '^gateway/src/standalone\\.ts',
      '^(gateway|kit)/|^subgraphs/[a-z]+/src/index\\.ts$',
    ),
    only(
      'the-simulated-world-imports-no-room-of-ours',
      '^sandbox/(src|county)/',
      '^sandbox/(src|county)/|^(standard|kit)/',
    ),
    only('seeding-uses-public-indexes', '^sandbox/seed/', '^(sandbox|kit|standard)/|^subgraphs/[a-z]+/src/index\\.ts$'),
    only(
      'tests-use-public-indexes',
      '^tests/',
      '^(tests|kit|standard|schema|sandbox|gateway)/|^tools/src/(mariadb|deploy/plan|packages|free-port|redis|haproxy|command-line|supergraph|documents|document-marks|client-types|weapp-rules|recompute)\\.ts$|^subgraphs/[a-z]+/src/(index\\.ts$|(wechatpay|wechat|sms|express|device)/|compensation/who-pays\\.fixture\\.ts$|orders\\.fixture\\.ts$|testing/[a-z-]+\\.fixture\\.ts$)|^miniprogram/src/lib/(verify-trace|verify-label|solar-term|problem|format|outbox/(queue|acts))\\.ts$|^miniprogram/src/(courier/ui/(stop-order|code-now)|seller/pages/list/own)\\.ts$',
    ),
    only('examples-import-nothing-of-ours', '^examples/', '^examples/'),
    {
      name: 'nobody-imports-tests-or-tools',
      severity: 'error',
      from: { pathNot: '^(tests|tools)/' },
      to: { path: '^(tests|tools)/' },
    },
    {
      name: 'resolvers-are-last',
      severity: 'error',
      comment: 'lifecycle, policy, refusals <- entity <- use case <- resolver',
      from: { path: '\\.(lifecycle|policy|refusals|entity)\\.ts$' },
      to: { path: '\\.(resolver|loader|view)\\.ts$|^subgraphs/.*/(index|server|reactions|edges)\\.ts$' },
    },
    {
      name: 'questions-are-generated',
      severity: 'error',
      comment: 'what a peer answers is typed by its schema (tools/src/peer-questions.ts)',
      from: { pathNot: '^(kit|tests)/|^subgraphs/[a-z]+/src/asks/' },
      to: { path: '^kit/src/messages/question\\.ts$' },
    },
    { name: 'no-cycles', severity: 'error', comment: 'types included', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^data/|(^|/)(node_modules|dist|migrations)/' },
    tsPreCompilationDeps: 'specify',
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
};
