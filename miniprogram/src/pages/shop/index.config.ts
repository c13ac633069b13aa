export default definePageConfig({ navigationBarTitleText: '他家' });
