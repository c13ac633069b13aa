export default definePageConfig({ navigationBarTitleText: '账户和提现' });
