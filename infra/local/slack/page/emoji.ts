/** The emoji that bots use, by Slack's short name. */
const emoji: Readonly<Record<string, string>> = Object.fromEntries(
  `+1 👍|-1 👎|100 💯|alarm_clock ⏰|ambulance 🚑|anchor ⚓|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_up ⬆️|arrows_counterclockwise 🔄
bar_chart 📊|bell 🔔|black_circle ⚫|blue_book 📘|bookmark 🔖|books 📚|boom 💥|bug 🐛|bulb 💡|bust_in_silhouette 👤|calendar 📆|chart_with_downwards_trend 📉
chart_with_upwards_trend 📈|clap 👏|clipboard 📋|clock1 🕐|closed_lock_with_key 🔐|cloud ☁️|construction 🚧|crossed_swords ⚔️|date 📅|dart 🎯
eyes 👀|exclamation ❗|fire 🔥|file_folder 📁|gear ⚙️|globe_with_meridians 🌐|green_heart 💚|grey_exclamation ❕|grey_question ❔|hammer_and_wrench 🛠️
hand ✋|heart ❤️|heavy_check_mark ✔️|heavy_minus_sign ➖|heavy_plus_sign ➕|heavy_multiplication_x ✖️|hourglass ⌛|hourglass_flowing_sand ⏳|house 🏠
inbox_tray 📥|information_source ℹ️|key 🔑|label 🏷️|leftwards_arrow_with_hook ↩️|large_blue_circle 🔵|large_blue_square 🟦|large_green_circle 🟢|large_green_square 🟩
large_orange_circle 🟠|large_orange_square 🟧|large_purple_circle 🟣|large_red_square 🟥|large_yellow_circle 🟡|large_yellow_square 🟨|link 🔗|lock 🔒
leftwards_arrow_with_hook ↩️|lock_with_ink_pen 🔏|mag 🔍|mag_right 🔎|mega 📣|memo 📝|moneybag 💰|muscle 💪|mute 🔇|new 🆕|no_entry ⛔|no_entry_sign 🚫|ok 🆗|ok_hand 👌
open_file_folder 📂|outbox_tray 📤|package 📦|page_facing_up 📄|partying_face 🥳|pause_button ⏸️|pencil ✏️|pencil2 ✏️|point_right 👉|pray 🙏|pushpin 📌
question ❓|radio_button 🔘|raised_hands 🙌|rainbow 🌈|recycle ♻️|red_circle 🔴|repeat 🔁|robot_face 🤖|rocket 🚀|rotating_light 🚨|satellite 🛰️
scroll 📜|see_no_evil 🙈|shield 🛡️|simple_smile 🙂|slightly_smiling_face 🙂|smile 😄|snowflake ❄️|sos 🆘|sparkles ✨|speech_balloon 💬|star ⭐|stop_sign 🛑
stopwatch ⏱️|sunny ☀️|tada 🎉|thinking_face 🤔|thumbsdown 👎|thumbsup 👍|timer_clock ⏲️|traffic_light 🚥|triangular_flag_on_post 🚩|trophy 🏆
unlock 🔓|warning ⚠️|wastebasket 🗑️|wave 👋|white_check_mark ✅|white_circle ⚪|white_large_square ⬜|wrench 🔧|x ❌|zap ⚡|zzz 💤`
    .split(/[|\n]/)
    .map((pair) => pair.split(' ') as [string, string]),
)

/** The character for a short name without colons; undefined when unknown. */
export const emojiFor = (name: string): string | undefined =>
  Object.hasOwn(emoji, name) ? emoji[name] : undefined

/** Plain text with :short_names: turned into characters. */
export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiFor(name) ?? whole)
