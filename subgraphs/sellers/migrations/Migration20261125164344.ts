import { Migration } from '@mikro-orm/migrations';

export class Migration20261125164344 extends Migration {

  override name = 'Migration20261125164344';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Party\` add \`fullName\` text null, add \`fullNameBlind\` varchar(43) null;`);
    this.addSql(`alter table \`Party\` modify \`address\` text not null;`);
    this.addSql(`alter table \`Party\` add index \`Party_fullNameBlind_index\` (\`fullNameBlind\`);`);

    this.addSql(`alter table \`Supplier\` modify \`address\` text not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Party\` drop index \`Party_fullNameBlind_index\`;`);
    this.addSql(`alter table \`Party\` drop column \`fullName\`, drop column \`fullNameBlind\`;`);
    this.addSql(`alter table \`Party\` modify \`address\` varchar(255) not null;`);

    this.addSql(`alter table \`Supplier\` modify \`address\` varchar(255) not null;`);
  }

}
