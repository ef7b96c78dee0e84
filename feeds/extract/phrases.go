package extract

// The tables hold folded text: lower case, straight quotes.

// labels are whole lines of furniture.
var labels = []string{ //nolint:gochecknoglobals // table
	"advertisement", "advertising", "advert", "ad", "sponsored", "sponsored content", "promoted", "promoted content",
	"continue reading below", "continue reading", "story continues", "story continues below",
	"story continues below advertisement", "article continues below", "article continues below advertisement",
	"article continues after ad", "article continues after advertisement", "scroll down to continue reading",
	"read more", "read full story", "read the full story", "see more", "show more", "view more", "load more", "more", "learn more",
	"share", "share this", "share this article", "share this story", "share on facebook", "share on twitter",
	"tweet", "email", "print", "print this article", "copy link", "share via email", "save", "save for later",
	"facebook", "twitter", "whatsapp", "linkedin", "pinterest", "reddit", "telegram", "flipboard",
	"comments", "comment", "post comment", "post a comment", "leave a comment", "leave a reply", "add a comment", "join the conversation",
	"view comments", "show comments", "no comments", "no comments yet", "sign in", "log in", "login", "register", "subscribe", "subscribe now",
	"sign up", "skip to content", "skip to main content", "skip advertisement", "back to top", "close", "menu",
	"related", "related articles", "related stories", "related news", "related content", "related topics", "related coverage",
	"you may also like", "you might also like", "recommended", "recommended for you", "recommended stories", "most read",
	"most popular", "trending", "trending now", "don't miss", "about the author", "hide caption", "toggle caption",
	"enlarge this image", "click to enlarge", "view gallery", "image", "caption", "loading", "home", "breaking news", "listen to this article",
	"opinion columnist", "text size", "photo gallery", "newsletter", "newsletters",
	"you may like", "more stories", "more news", "top stories", "latest news", "latest stories", "more like this", "more on this story", "more on this topic",
	"what to read next", "read next", "see also", "also read", "follow us", "stay connected", "most viewed", "more from the web", "around the web",
	"você pode gostar", "você também pode gostar", "veja também", "leia também", "leia mais", "mais lidas", "notícias relacionadas",
	"artigos relacionados", "posts relacionados", "te puede interesar", "también te puede interesar", "noticias relacionadas", "artículos relacionados",
	"articles similaires", "à lire aussi", "lire aussi", "sur le même sujet", "vous aimerez aussi", "mehr zum thema", "das könnte sie auch interessieren",
	"das könnte dich auch interessieren", "ähnliche artikel", "leggi anche", "articoli correlati", "potrebbe interessarti", "potrebbe interessarti anche",
	"lees ook", "baca juga", "berita terkait", "читайте также",
	"anzeige", "werbung", "publicité", "publicidad", "publicidade", "pubblicità", "iklan", "advertentie", "реклама",
	"compartilhe", "compartir", "partager", "teilen", "condividi", "comentários", "comentarios", "commentaires", "kommentare",
}

// leads begin lines that lead to another article.
var leads = []string{ //nolint:gochecknoglobals // table
	"read more", "read also", "also read", "read next", "read:", "see also", "see more", "more:", "related:", "related post",
	"related article", "related story", "related coverage", "related stories", "related articles", "related", "don't miss", "also on", "watch:", "watch more",
	"watch now", "watch also", "watch the video", "recommended", "must read", "must-read", "next up", "in case you missed it", "icymi", "up next", "sign up",
	"story continues", "click here", "more from", "more on this", "more stories", "you may also like", "you might also like", "listen:",
	"lesen sie auch", "mehr zum thema", "lire aussi", "à lire aussi", "lea también", "lee también", "leia também", "leia mais",
	"veja também", "leggi anche", "lees ook", "baca juga", "читайте также",
}

// listHeads begin the label of a list of other articles.
var listHeads = []string{ //nolint:gochecknoglobals // table
	"more from", "more on", "more great", "more stories", "more news", "more like this", "more:", "more in", "more coverage",
	"related", "recommended", "you may also", "you might also", "you may like", "also read", "read more", "read next", "read also",
	"see also", "trending", "popular", "most read", "most popular", "most viewed", "top stories", "latest news", "latest stories", "don't miss",
	"what to read next", "further reading", "other stories", "other news", "in this series", "keep reading", "want more",
	"about the author", "follow us", "tags", "filed under", "topics", "share this", "breaking news",
	"mehr zum thema", "à lire aussi", "lea también", "leia também", "veja também", "leggi anche", "lees ook", "baca juga",
}

// tagStarts begin lists of tags.
var tagStarts = []string{ //nolint:gochecknoglobals // table
	"tags ", "tags:", "tag:", "tagged ", "tagged:", "filed under", "topics:", "categories:", "posted in ", "keywords:",
	"more about:", "read more about:", "schlagwörter", "etiquetas:",
}

// lastStarts begin lines below a text.
var lastStarts = []string{ //nolint:gochecknoglobals // table
	"source:", "sources:", "fonte:", "fuente:", "quelle:", "disclaimer:",
}

// contacts begin a line with an author's address.
var contacts = []string{ //nolint:gochecknoglobals // table
	"write to ", "email ", "e-mail ", "contact ", "reach ", "you can reach ", "follow ", "send ",
}

// pleas are parts of sentences that nobody but an outlet says to its readers.
var pleas = find( //nolint:gochecknoglobals // table
	"our newsletter", "our free newsletter", "our daily newsletter", "our weekly newsletter", "our email newsletter", "newsletter sign-up",
	"sign up for the newsletter", "sign up to our", "sign up for our", "sign up here", "subscribe to our", "subscribe to the newsletter",
	"subscribe today", "subscribe now", "delivered to your inbox", "straight to your inbox", "in your inbox", "to your inbox",
	"follow us on", "like us on", "find us on", "join us on", "follow him on", "follow her on", "follow me on", "follow them on",
	"follow @", "download our", "get our app", "download the app", "get the app", "share it with a friend", "share it with your",
	"support our journalism", "support independent journalism", "support local journalism", "support local reporting",
	"become a subscriber", "become a member", "become a supporter", "please make a donation", "make a donation to", "already a subscriber",
	"subscribers only", "for subscribers", "to continue reading", "keep reading for", "unlimited access", "this website uses cookies",
	"this site uses cookies", "we use cookies", "use of cookies", "our cookie policy", "accept cookies", "accept all cookies",
	"our privacy policy", "our terms of", "by clicking", "by signing up", "by subscribing", "enable javascript", "requires javascript", "may contain affiliate", "your browser does not", "ad blocker",
	"adblocker", "click here to", "by clicking here", "clicking here", "have a news tip", "got a tip", "send us a tip", "have a tip",
	"email us at", "contact us at", "write to us at", "let us know in the comments", "in the comments below", "comments below", "leave a comment",
	"join the conversation", "we may earn", "affiliate links", "affiliate commission", "earn a commission", "like this story", "like what you see",
	"like this article", "enjoyed this article", "view the discussion", "this site is protected by recaptcha",
	"originally appeared on", "first appeared on", "abonnieren sie", "jetzt abonnieren", "suscríbete", "suscríbase", "inscreva-se",
	"assine ", "abonnez-vous", "siga-nos", "síguenos", "suivez-nous", "folgen sie uns", "iscriviti",
)

// calls begin a sentence that nobody but an outlet says to its readers.
var calls = []string{ //nolint:gochecknoglobals // table
	"join our ", "follow our ", "check out our ", "support our ", "listen to our ",
}

// openers begin a sentence that asks; wants, and addresses, are what it asks
// about.
var openers = []string{ //nolint:gochecknoglobals // table
	"sign up", "subscribe", "follow", "download", "get ", "join", "register", "click", "tap ", "check out", "listen to", "watch ", "read our", "read the latest",
	"visit our", "share ", "support", "donate", "help us", "want ", "don't miss", "stay ", "receive", "try ", "for more",
	"every day we", "see our", "view our", "view the", "sign-up", "keep up", "never miss", "buy ", "have a ", "got a ", "send ",
}

var wants = find( //nolint:gochecknoglobals // table
	"newsletter", "inbox", "email alert", "e-mail alert", "breaking news alert", "push notification", "notifications", "our app", "app store",
	"google play", "youtube channel", "on youtube", "on facebook", "on twitter", "on instagram", "on tiktok", "on telegram", "on whatsapp", "on linkedin",
	"on flipboard", "on apple news", "on google news", "our podcast", "our channel", "our page", "our website", "our site", "our coverage", "our full coverage", "full coverage",
	"our latest", "our team", "our forums", "an email", "free trial", "more stories like this", "like this?",
	"our other", "our best", "our journalism", "our work", "our story", "our gear", "our live", "this story", "this article", "this post", "this page",
)

// copyrightStarts begin lines of rights; copyrightParts stand in them.
var copyrightStarts = []string{ //nolint:gochecknoglobals // table
	"copyright ", "copyright:", "©", "(c) 20", "ⓒ", "all rights reserved", "all contents ©", "this material may not be published",
}

var copyrightParts = find( //nolint:gochecknoglobals // table
	"all rights reserved", "may not be published, broadcast", "may not be reproduced", "alle rechte vorbehalten",
	"todos los derechos reservados", "todos os direitos reservados", "tous droits réservés", "무단전재",
)

// creditStarts begin credits of pictures; creditParts stand in captions.
var creditStarts = []string{ //nolint:gochecknoglobals // table
	"photo:", "photos:", "photo by ", "photos by ", "photo credit", "photograph:", "photograph by ", "image:", "image by ", "images:",
	"image credit", "picture:", "pictures:", "picture credit", "credit:", "credits:", "image source:", "file photo", "(photo", "(image", "(credit",
	"(picture", "(courtesy", "courtesy of ", "foto:", "fotos:", "crédito:", "illustration by ", "illustration:", "caption:", "getty images", "© ",
}

var creditParts = find( //nolint:gochecknoglobals // table
	"(photo", "(image", "(ap photo", "(credit", "(picture", "(courtesy", "(file photo", "(video", "(screenshot", "(getty", "(reuters/", "(afp/",
	"/getty", "/reuters", "/afp", "/shutterstock", "via getty", "via ap)", "via reuters", "getty images", "ap photo", "image credit", "photo credit",
	"photo by", "photos by", "photo:", "image:", "photos ©", "photo ©", "image ©", "/bloomberg", "/alamy", "/istock", "via shutterstock", "via wikimedia",
	"photo courtesy", "image courtesy", "(foto",
)

// bios are what is said of authors; jobs name their trade; helpers thank those
// who helped.
var bios = find( //nolint:gochecknoglobals // table
	" is ", " are ", " covers ", " writes ", " reports ", " has been ", " was a ", " works ", "'s book", " can be reached", " lives in ", " is on twitter",
)

var jobs = find( //nolint:gochecknoglobals // table
	"freelance", "staff writer", "senior writer", "contributing writer", "reporter for", "reporter at", "reporter covering", "correspondent for",
	"columnist for", "editor at", "editor of", "writer for", "writer at", "writer based", "deal curator", "contributing editor",
	"can be reached at", "journalist based", "journalist who",
)

var helpers = find( //nolint:gochecknoglobals // table
	"contributed to this report", "contributed to this story", "contributed to this article", "contributed reporting",
	"contributed to this piece", "additional reporting by", "contributed research",
)

// gates are what is said before an article is shown.
var gates = find( //nolint:gochecknoglobals // table
	"cookie", "consent", "javascript", "captcha", "robot", "are human", "your browser", "sign in", "log in", "access denied", "permission to access",
	"subscription", "subscriber", "subscribe", "your privacy", "our partners", "datenschutz", "einwilligung", "confidentialité", "privacidad", "privacidade",
)

// stampWords are said with the time of an article, dayWords are parts of times.
var stampWords = set( //nolint:gochecknoglobals // table
	"published", "posted", "updated", "update", "modified", "created", "written", "by", "last", "first", "reading", "read",
	"publicado", "atualizado", "actualizado", "publié", "veröffentlicht", "aktualisiert", "pubblicato", "diterbitkan",
)

var dayWords = set( //nolint:gochecknoglobals // table
	"on", "at", "am", "pm", "a", "p", "m", "h", "ago", "hours", "hour", "minutes", "minute", "min", "mins", "days", "day", "the", "of", "date", "time",
	"de", "às", "as", "à", "um", "uhr", "le", "el", "il", "den", "to",
	"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
	"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
	"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	"est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "hst", "akst", "gmt", "utc", "bst", "cet", "cest", "amt", "ist", "aest", "jst", "kst",
	"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
	"segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo", "feira",
	"enero", "febrero", "marzo", "mayo", "junio", "julio", "septiembre", "octubre", "noviembre", "diciembre",
	"lunes", "martes", "miércoles", "jueves", "viernes",
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
	"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
	"januar", "februar", "märz", "juni", "juli", "oktober", "dezember",
	"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
	"gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
	"januari", "februari", "maret", "mei", "agustus", "desember",
)

// noNames are words of bylines that are nobody's name.
var noNames = set( //nolint:gochecknoglobals // table
	"the", "and", "for", "staff", "writer", "reporter", "press", "news", "wire", "service", "editor", "editorial", "special",
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
