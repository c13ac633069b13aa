import { Migration } from '@mikro-orm/migrations';

export class Migration20261128042802 extends Migration {

  override name = 'Migration20261128042802';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Party\` add \`applicantIdentity\` varchar(160) null;`);
    // A number that one account filed several times stays with the newest; the others keep what they are.
    this.addSql(`update \`Party\` h join (select max(\`id\`) as \`newest\` from \`Party\` where coalesce(\`creditCode\`, \`residentIdNumberBlind\`) is not null group by \`applicantAccountId\`, \`kind\`, coalesce(\`creditCode\`, \`residentIdNumberBlind\`)) n on n.\`newest\` = h.\`id\` set h.\`applicantIdentity\` = concat(h.\`applicantAccountId\`, ':', h.\`kind\`, ':', coalesce(h.\`creditCode\`, h.\`residentIdNumberBlind\`));`);
    this.addSql(`alter table \`Party\` add unique \`Party_applicantIdentity_unique\` (\`applicantIdentity\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Party\` drop index \`Party_applicantIdentity_unique\`;`);
  }

}
