export default definePageConfig({ navigationBarTitleText: '请服务站帮忙' });
