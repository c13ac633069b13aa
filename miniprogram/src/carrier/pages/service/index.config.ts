export default definePageConfig({ navigationBarTitleText: '送到哪、收多少' });
