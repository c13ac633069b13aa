export default definePageConfig({ navigationBarTitleText: '监管和合同' });
