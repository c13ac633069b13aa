import { Migration } from '@mikro-orm/migrations';

export class Migration20261202061646 extends Migration {

  override name = 'Migration20261202061646';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Claim\` add \`toSeller\` tinyint(1) null;`);
  }

}
