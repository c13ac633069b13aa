export default definePageConfig({ navigationBarTitleText: '服务站的包裹' });
