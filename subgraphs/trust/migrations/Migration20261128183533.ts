import { Migration } from '@mikro-orm/migrations';

export class Migration20261128183533 extends Migration {

  override name = 'Migration20261128183533';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` add \`photoIds\` mediumtext null;`);
  }

}
