export default definePageConfig({ navigationBarTitleText: '人员和权限' });
