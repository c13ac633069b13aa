export default definePageConfig({ navigationBarTitleText: '供货人' });
