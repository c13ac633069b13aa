export default definePageConfig({ navigationBarTitleText: '等网发出' });
