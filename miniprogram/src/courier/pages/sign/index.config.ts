export default definePageConfig({ navigationBarTitleText: '收货人签字' });
