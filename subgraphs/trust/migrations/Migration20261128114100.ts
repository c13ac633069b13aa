import { Migration } from '@mikro-orm/migrations';

export class Migration20261128114100 extends Migration {

  override name = 'Migration20261128114100';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`WebhookEndpoint\` add \`disabledAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`WebhookEndpoint\` drop column \`disabledAtMs\`;`);
  }

}
