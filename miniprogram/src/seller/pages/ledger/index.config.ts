export default definePageConfig({ navigationBarTitleText: '货物进出账' });
