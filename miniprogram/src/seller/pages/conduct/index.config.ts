export default definePageConfig({ navigationBarTitleText: '监管和整改' });
