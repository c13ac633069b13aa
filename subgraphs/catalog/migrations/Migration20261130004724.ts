import { Migration } from '@mikro-orm/migrations';

export class Migration20261130004724 extends Migration {

  override name = 'Migration20261130004724';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Certificate\` add \`boughtIn\` mediumtext null;`);
  }

}
