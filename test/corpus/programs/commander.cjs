const { Argument, Command, InvalidArgumentError, Option } = require('commander')

function count(text) {
  const number = Number(text)
  if (Number.isNaN(number)) throw new InvalidArgumentError('Not a number.')
  return number
}

function createProgram() {
  const program = new Command('shop').version('1.2.3').exitOverride().enablePositionalOptions()
  program.configureOutput({
    writeOut: (text) => console.log(`out: ${text}`),
    writeErr: (text) => console.error(`err: ${text}`),
  })
  program.option('-v, --verbose', 'say more', (_, level) => level + 1, 0)
  program
    .command('order')
    .alias('o')
    .argument('<product>', 'what')
    .addArgument(new Argument('[sizes...]').choices(['s', 'm', 'l']).default(['m']))
    .requiredOption('-n, --quantity <n>', 'how many', count)
    .addOption(new Option('--pay <how>').choices(['card', 'bill']).default('bill').env('SHOP_PAY'))
    .addOption(new Option('--gift').conflicts('pay').implies({ wrap: true }))
    .option('--no-mail', 'send no mail')
    .hook('preAction', (_, { args }) => console.log('before', args))
    .action(async (product, sizes, options, command) => {
      await null
      console.log(product, sizes, options, command.optsWithGlobals().verbose)
    })
  program
    .command('list', { isDefault: true })
    .allowExcessArguments(false)
    .action(() => console.log('listed'))
  program.addHelpText('after', '\nBuy more.')
  return program
}

async function main() {
  const lines = [
    '',
    '-v -v order tea s l -n 3',
    'o tea -n x',
    'order',
    'order tea xl -n 1',
    'ordre',
    'order tea -n 1 --pay=cash',
    'order tea -n1 --gift --no-mail',
    'order tea -n1 --gift --pay card',
    '--help',
    'help order',
    '--version',
    '--qunatity 1',
  ]
  for (const line of lines) {
    try {
      await createProgram().parseAsync(line.split(' ').filter(Boolean), { from: 'user' })
    } catch ({ name, code, exitCode, message }) {
      console.log(name, code, exitCode, message)
    }
  }
  process.exitCode = 3
}
main()
