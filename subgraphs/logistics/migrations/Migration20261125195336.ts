import { Migration } from '@mikro-orm/migrations';

export class Migration20261125195336 extends Migration {

  override name = 'Migration20261125195336';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` modify \`action\` text null;`);

    this.addSql(`alter table \`Mismatch\` modify \`text\` text not null;`);
    this.addSql(`alter table \`Mismatch\` modify \`resolution\` text null;`);

    this.addSql(`alter table \`SupervisionCheck\` modify \`reportText\` text null;`);
    this.addSql(`alter table \`SupervisionCheck\` modify \`finding\` text null;`);
    this.addSql(`alter table \`SupervisionCheck\` modify \`measure\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Alarm\` modify \`action\` varchar(500) null;`);

    this.addSql(`alter table \`Mismatch\` modify \`text\` varchar(500) not null;`);
    this.addSql(`alter table \`Mismatch\` modify \`resolution\` varchar(500) null;`);

    this.addSql(`alter table \`SupervisionCheck\` modify \`reportText\` varchar(500) null;`);
    this.addSql(`alter table \`SupervisionCheck\` modify \`finding\` varchar(500) null;`);
    this.addSql(`alter table \`SupervisionCheck\` modify \`measure\` varchar(500) null;`);
  }

}
