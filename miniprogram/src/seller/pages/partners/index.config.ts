export default definePageConfig({ navigationBarTitleText: '谁的系统能看我的' });
