import { Migration } from '@mikro-orm/migrations';

export class Migration20261202164518 extends Migration {

  override name = 'Migration20261202164518';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add \`doubtedBy\` varchar(64) null, add \`doubtReason\` text null;`);
  }

}
