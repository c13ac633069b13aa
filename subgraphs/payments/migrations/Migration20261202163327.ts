import { Migration } from '@mikro-orm/migrations';

export class Migration20261202163327 extends Migration {

  override name = 'Migration20261202163327';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` add \`endRemindedAtMs\` bigint null;`);
  }

}
