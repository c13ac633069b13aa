import { Migration } from '@mikro-orm/migrations';

export class Migration20261130190009 extends Migration {

  override name = 'Migration20261130190009';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Order\` add \`stopDueAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Order\` drop column \`stopDueAtMs\`;`);
  }

}
