export default definePageConfig({ navigationBarTitleText: '配送公司' });
