import { Migration } from '@mikro-orm/migrations';

export class Migration20261202171132 extends Migration {

  override name = 'Migration20261202171132';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RecallRow\` add \`roseAtMs\` bigint null;`);
  }

}
