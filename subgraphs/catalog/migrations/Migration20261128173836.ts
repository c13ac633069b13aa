import { Migration } from '@mikro-orm/migrations';

export class Migration20261128173836 extends Migration {

  override name = 'Migration20261128173836';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Product\` add \`pictureNotes\` mediumtext null;`);
  }

}
