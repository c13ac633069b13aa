import { Migration } from '@mikro-orm/migrations';

export class Migration20261202005921 extends Migration {

  override name = 'Migration20261202005921';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` add \`returnFailedAtMs\` bigint null;`);
  }

}
