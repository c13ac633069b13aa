export default definePageConfig({ navigationBarTitleText: '换卡收退款' });
