enum Mood {
  Plain = 'Hello',
  Warm = 'Welcome',
}

export async function greet(name: string): Promise<string> {
  const mood = name.length > 3 ? Mood.Warm : Mood.Plain
  const text = await Promise.resolve(`${mood}, ${name}`)
  return `${text}!` // greeting
}
