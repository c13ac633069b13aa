import { Migration } from '@mikro-orm/migrations';

export class Migration20261128185111 extends Migration {

  override name = 'Migration20261128185111';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` add \`photoIds\` mediumtext null;`);

    this.addSql(`alter table \`Review\` add \`photoIds\` mediumtext null;`);
  }

}
