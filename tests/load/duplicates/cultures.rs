//! The names that are common where people live, most common first, and the parts that rare last names are put
//! together from. Blanks part the names; an underscore stands for a blank within one.

/// The names of one part of the world.
pub(crate) struct Culture {
    pub(crate) men: &'static str,
    pub(crate) women: &'static str,
    pub(crate) last: &'static str,
    /// How many percent of the last names are common ones; the others are composed.
    pub(crate) common: u64,
    /// Beginnings, middles and ends of composed last names.
    pub(crate) parts: [&'static str; 3],
    /// How second first names and last names are joined on, and in how many percent: `José-Luis`, `García Gil`.
    pub(crate) second_first: (u64, &'static str),
    pub(crate) second_last: (u64, &'static str),
    /// Whether a woman's last name has an ending of its own.
    pub(crate) feminine: bool,
}

const PLAIN: Culture = Culture {
    men: "",
    women: "",
    last: "",
    common: 48,
    parts: ["", "", ""],
    second_first: (0, ""),
    second_last: (0, ""),
    feminine: false,
};

pub(crate) const ENGLISH: Culture = Culture {
    men: "James John Robert Michael William David Richard Charles Joseph Thomas Christopher Daniel Paul Mark Donald \
          George Kenneth Steven Edward Brian Ronald Anthony Kevin Jason Matthew Gary Timothy Larry Jeffrey Frank \
          Scott Eric Stephen Andrew Raymond Gregory Joshua Jerry Dennis Walter Patrick Peter Harold Douglas Henry \
          Carl Arthur Ryan Roger Joe Jack Albert Jonathan Justin Terry Gerald Keith Samuel Ralph Lawrence Nicholas \
          Roy Benjamin Bruce Brandon Adam Harry Fred Wayne Billy Steve Louis Jeremy Aaron Randy Howard Eugene Carlos \
          Russell Bobby Victor Martin Ernest Phillip Todd Jesse Craig Alan Shawn Philip Sean Nathan Zachary Kyle \
          Ethan Noah Elijah Leonard Oliver Graham Stuart",
    women: "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Sandra Ashley Margaret \
            Kimberly Emily Donna Betty Rebecca Michelle Carol Amanda Melissa Deborah Stephanie Dorothy Sharon Laura \
            Cynthia Amy Kathleen Angela Shirley Brenda Emma Anna Pamela Nicole Samantha Katherine Christine Helen \
            Debra Rachel Carolyn Janet Maria Catherine Heather Diane Olivia Julie Joyce Victoria Ruth Virginia Lauren \
            Kelly Christina Joan Evelyn Judith Andrea Hannah Megan Cheryl Jacqueline Martha Gloria Teresa Ann Sara \
            Madison Frances Kathryn Janice Jean Abigail Alice Julia Judy Sophia Grace Denise Amber Doris Marilyn \
            Danielle Beverly Isabella Theresa Diana Natalie Brittany Charlotte Marie Kayla Alexis Fiona Gillian",
    last: "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Thomas Taylor Moore Jackson Martin Lee \
           Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker \
           Hall Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook \
           Rogers Morgan Cooper Peterson Bailey Reed Kelly Howard Cox Ward Richardson Watson Brooks Wood James Bennett \
           Gray Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher \
           Henderson Coleman Simmons Patterson Jordan Reynolds Hamilton Graham Wallace West Cole Hayes Gibson Ellis \
           Stevens Murray Ford Marshall Owens McDonald Harrison Kennedy Wells Webb Simpson Tucker Porter Hunter Hicks \
           Crawford Henry Boyd Mason Kennedy Warren Dixon Ramos Burns Gordon Shaw Holmes Rice Robertson Hunt Black Daniels \
           Palmer Mills Nichols Grant Knight Ferguson Stone Dunn Perkins Hudson Spencer Gardner Payne Pierce Berry \
           O'Brien O'Connor O'Neill McCarthy Fitzgerald Doyle Byrne Walsh Gallagher",
    common: 48,
    parts: [
        "Ash Black Brad Burn Carl Chest Clif Cran Dal East Elm Fair Farn Glen Green Hal Hart Hather Holm Ken Lang Lin \
         Mar Mel Nor Oak Old Pem Pres Rad Red Ros San Shel Stan Thorn Wake Wal Wey Whit Wil Win Wood York",
        "a be bu en er fa i ke la man ni no o ra sel st ta ter wi",
        "bourne bridge brook bury by combe cott croft dale den don field ford gate grove ham hurst land ley low mere \
         more ridge shaw stead ston stone thorpe ton wick well wood worth",
    ],
    ..PLAIN
};

pub(crate) const GERMAN: Culture = Culture {
    men: "Thomas Michael Andreas Peter Wolfgang Stefan Christian Martin Klaus Jürgen Frank Bernd Uwe Ralf Alexander Daniel \
          Markus Jörg Matthias Sebastian Johannes Tobias Dieter Heinz Werner Jan Florian Holger Rainer Oliver Manfred \
          Günter Horst Helmut Gerhard Dirk Torsten Sven Philipp Lukas Felix Ulrich Rolf Karl Hans",
    women: "Sabine Petra Monika Susanne Claudia Andrea Birgit Stefanie Nicole Martina Angelika Karin Brigitte Gabriele \
            Elisabeth Katharina Renate Tanja Ursula Julia Helga Sandra Anja Heike Ute Barbara Silke Kerstin Anna \
            Christine Ingrid Marion Katrin Maria Kathrin Lena Gisela Melanie Daniela Christina Jutta Simone Antje Elke",
    last: "Müller Schmidt Schneider Fischer Weber Meyer Wagner Schulz Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf \
           Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann \
           Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß \
           Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke \
           Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß",
    common: 51,
    parts: [
        "Alt Berg Breiten Brucken Eichen Feld Hohen Linden Mittel Mühl Neu Nieder Ober Rosen Sand Steine Stein Tal Unter \
         Wald Weiden Wein Wiesen",
        "be ge he ki li mer na ni se sten ter",
        "auer bach berger brunner burg eder feld hofer mann mayer müller reuter stetter thaler wald",
    ],
    ..PLAIN
};

pub(crate) const FRENCH: Culture = Culture {
    men: "Jean Pierre Michel André Alain Philippe Jacques Daniel Nicolas Bernard Christophe Patrick Laurent Julien Frédéric \
          Pascal Éric Antoine Sébastien René Thierry Vincent Alexandre Olivier Guillaume Stéphane Thomas Maxime François \
          Marcel Gérard Bruno Rémi Serge Claude Denis Hugo Lucas Mathieu Benoît",
    women: "Marie Nathalie Isabelle Sylvie Françoise Catherine Martine Christine Valérie Stéphanie Sandrine Nicole Sophie \
            Véronique Julie Céline Camille Émilie Anne Laura Jacqueline Monique Aurélie Hélène Chantal Élodie Brigitte \
            Léa Manon Dominique Corinne Mélanie Chloé Patricia Virginie Claire Delphine Florence Pauline Audrey",
    last: "Martin Bernard Dubois Thomas Robert Petit Richard Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David \
           Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez \
           Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier \
           Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Roger Roche \
           Barbier Picard Marchand Benoît Lacroix Perrier Caron Meunier",
    common: 49,
    parts: [
        "Beau Bel Bois Bour Char Clair Font Grand Haut Mont Per Pont Ri Roch San Val Ville",
        "be bi ci co la lan lin mi ni ran ro ta ve",
        "champ chard din don fort lard lier mont pentier reau rier ron taine tier vel ville",
    ],
    second_first: (4, "-"),
    ..PLAIN
};

pub(crate) const SPANISH: Culture = Culture {
    men: "Antonio José Manuel Francisco Juan Javier David Carlos Daniel Alejandro Miguel Jesús Sergio Pedro Rafael Luis \
          Fernando Roberto Enrique Jorge Raúl Martín Pablo Álvaro Iván Ángel Alberto Diego Ramón Adrián Rubén Vicente \
          Andrés Joaquín Óscar Santiago Víctor Eduardo Mario Ricardo Emilio Hugo Guillermo Gabriel",
    women: "María Carmen Ana Laura Isabel Cristina Marta Lucía Raquel Rosa Concepción Elena Pilar Paula Sara Ángeles Teresa \
            Andrea Julia Antonia Mónica Silvia Beatriz Patricia Alicia Rocío Mercedes Dolores Natalia Sofía Irene Nuria \
            Eva Claudia Inmaculada Verónica Alba Victoria Yolanda Gloria Susana Lorena Daniela Carolina",
    last: "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno \
           Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina \
           Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido \
           Santos Guerrero Lozano Cano Cruz Méndez Flores Herrera Peña Cabrera Campos Vega Chávez Guzmán Mendoza Salazar",
    common: 73,
    parts: [
        "Bel Cal Car Fuen Gran Mar Mont Pal Riva San Sal Tor Val Villa",
        "a be de la le li ma mo ra ri te vi",
        "aoza bal dín era gado izo lejo mar món nares oso quera real res rosa seca tana veda viera zón",
    ],
    second_first: (3, "-"),
    second_last: (22, " "),
    ..PLAIN
};

pub(crate) const ITALIAN: Culture = Culture {
    men: "Giuseppe Giovanni Antonio Mario Francesco Luigi Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo \
          Michele Giorgio Aldo Sergio Luciano Marco Andrea Alessandro Stefano Roberto Davide Luca Matteo Lorenzo Simone \
          Riccardo Fabio Claudio Massimo Enrico",
    women: "Maria Anna Giuseppina Rosa Teresa Angela Giovanna Lucia Carmela Caterina Francesca Antonietta Carla Elena \
            Concetta Rita Margherita Franca Paola Laura Giulia Chiara Sara Martina Valentina Silvia Alessandra Federica \
            Elisa Roberta Barbara Simona Daniela Monica Cristina",
    last: "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini Costa \
           Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone \
           Longo Gentile Martinelli Vitale Lombardo Serra Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferri",
    common: 43,
    parts: [
        "Bel Ben Bol Cal Can Cas Fer Mal Mar Mon Pal Per Pis Sal San Tor Ven Ver",
        "a ba be bo ca do la na ni ro so ta ti",
        "aro asso betti celli dini elli etti gnani ini lli nardi netti oni rini sio telli zzi zzo",
    ],
    ..PLAIN
};

pub(crate) const PORTUGUESE: Culture = Culture {
    men: "José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Daniel Marcelo Bruno Eduardo \
          Felipe Rodrigo Manoel Mateus André Fernando Fábio Leonardo Gustavo",
    women: "Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica \
            Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz",
    last: "Silva Santos Oliveira Souza Sousa Rodrigues Ferreira Pereira Costa Lima Alves Ribeiro Gomes Carvalho Lopes Almeida \
           Barbosa Soares Vieira Fernandes Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas",
    common: 71,
    parts: [
        "Bar Cal Cam Fon Mon Pal Sal Tor Val Vi",
        "a de la le mo ra te",
        "bosa çal deira lhães nho queira res seca tana vedo",
    ],
    second_last: (4, " "),
    ..PLAIN
};

pub(crate) const INDIAN: Culture = Culture {
    men: "Rahul Amit Sanjay Rajesh Suresh Ravi Anil Vijay Deepak Arun Manoj Sunil Vikram Pradeep Sandeep Ashok Rohit Harish \
          Aditya Nikhil Abhishek Ramesh Ajay Arjun Karthik Mohan Ganesh Vivek Imran Prakash Mukesh",
    women: "Priya Pooja Neha Anjali Sunita Lakshmi Kavita Rekha Usha Divya Geeta Meena Asha Deepa Shweta Aishwarya Shilpa \
            Swati Ritu Seema Sneha Nisha Ananya Fatima Ayesha Radha Sarita Jyoti Preeti Savita",
    last: "Kumar Singh Sharma Patel Gupta Reddy Yadav Khan Verma Jain Das Shah Mishra Iyer Chaudhary Banerjee Nair Mukherjee \
           Chatterjee Rao Ghosh Joshi Mehta Bose Agarwal Naidu Desai Kulkarni Menon Bhat Kaur Choudhury Pillai Patil \
           Krishnan Aggarwal Subramanian Srinivasan Kapoor Malhotra",
    common: 62,
    parts: [
        "Bal Chan Dev Hari Kri Nar Raj Ran Sat Srin Sub Ven Vish",
        "a dra i ka kr na ra sh va",
        "chandra gowda krishna lal moorthy nathan pal raman swamy varma",
    ],
    ..PLAIN
};

pub(crate) const DUTCH: Culture = Culture {
    men: "Jan Johannes Willem Pieter Hendrik Gerrit Cornelis Daan Jeroen Maarten Dirk Bas Thijs Sander Ruben Kees Wouter Erik \
          Martijn Tim Lars Stefan Joost Bram",
    women: "Maria Johanna Anna Hendrika Elisabeth Wilhelmina Cornelia Margaretha Sanne Lotte Anouk Femke Fleur Iris Eva Sophie \
            Marieke Linda Ingrid Esther Monique Petra Karin Julia",
    last: "de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder de_Groot Bos Vos \
           Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer",
    common: 50,
    parts: [
        "Berg Bos Broek Duin Hoog Lage Meer Noorder Ooster Wester Wit Zand Zuid",
        "e er en el in",
        "beek bekamp dijk hof horst huis kamp laan meijer stra veld weg",
    ],
    ..PLAIN
};

pub(crate) const VIETNAMESE: Culture = Culture {
    men: "Anh Minh Tuấn Long Dũng Nam Hùng Bình Sơn Hải Trung Thắng Hiếu Thành Phúc Vinh Quang Đạt Đức Hoàng Khoa Cường Huy",
    women: "Linh Lan Hương Hoa Mai Thảo Trang Thúy Hà Oanh Nga Hằng Diệp Thu Quỳnh Phương Chi Ngọc Dung Yến Thủy Vân",
    last: "Nguyễn Nguyễn Nguyễn Nguyễn Trần Lê Phạm Nguyễn Nguyễn Vũ Hoàng Huỳnh Bùi Võ Phan Trịnh Lý Ngô Mai Đặng Đỗ Hà Lương \
           Hồ Đào Dương Lâm Đinh Cao",
    common: 98,
    parts: ["Ba Ka Ke Los Ne Sa", "de do ra vi", "ran ssen oui lo ner vic"],
    second_first: (28, " "),
    ..PLAIN
};

pub(crate) const POLISH: Culture = Culture {
    men: "Jan Stanisław Andrzej Krzysztof Piotr Tomasz Michał Jerzy Paweł Zbigniew Marcin Adam Marek Mateusz Tadeusz Łukasz \
          Dariusz Henryk Ryszard Jakub Mariusz Wojciech Kamil",
    women: "Maria Anna Małgorzata Katarzyna Agnieszka Magdalena Krystyna Joanna Elżbieta Zofia Barbara Jadwiga Ewa Teresa \
            Aleksandra Natalia Janina Monika Irena Danuta Halina Helena Beata",
    last: "Nowak Kowalski Wiśniewski Wójcik Lewandowski Kowalczyk Kamiński Zieliński Szymański Woźniak Dąbrowski Kozłowski \
           Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król \
           Wieczorek Jabłoński Wróbel Dudek Lipiński",
    common: 45,
    parts: [
        "Bor Gor Grab Jas Kal Lis Mal Mak Ol Rud Sad Wit Wol Zaw",
        "a cz e ra so",
        "alski czak czyk ecki ewicz icki iński owski",
    ],
    ..PLAIN
};

pub(crate) const SWEDISH: Culture = Culture {
    men: "Erik Lars Per Karl Anders Hans Jan Mikael Johan Sven Olof Gustav Håkan Göran Nils Bengt Magnus Lennart Åke Thomas \
          Peter Björn Jörgen Fredrik",
    women: "Maria Anna Elisabeth Margareta Birgitta Ingrid Linnéa Eva Emma Karin Kristina Kerstin Åsa Marie Malin Sara Lena \
            Susanne Ulrika Helena Jenny Annika Gunilla",
    last: "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson \
           Hansson Bengtsson Lindberg Lindström Lindgren Lindqvist Jakobsson Bergström Magnusson Lundgren Axelsson Mattsson \
           Forsberg Sjöberg Berglund Henriksson Wallin",
    common: 63,
    parts: [
        "Berg Ek Gran Hed Lind Lund Ny Sjö Strand Ström Väst Öst",
        "a e er s tö",
        "berg blom dahl gren holm lund man qvist stedt strand ström",
    ],
    ..PLAIN
};

pub(crate) const CHINESE: Culture = Culture {
    men: "Wei Lei Qiang Jun Yong Tao Peng Kai Jie Bin Hao Gang Ming Chao Jian Feng Zhiwei Jianguo Yang Lin Long Hua",
    women: "Fang Min Yan Na Li Jing Juan Xia Xue Xin Lan Ting Mei Hong Shuang Xiaoyan Ying Ping Yun Xiaoli Hui Qian",
    last: "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Xu Han \
           Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Jia Fan Tan Zhong",
    common: 98,
    parts: ["Ou Shang Si Zhu", "", "guan ge ma yang"],
    second_first: (14, "~"),
    ..PLAIN
};

pub(crate) const RUSSIAN: Culture = Culture {
    men: "Александр Дмитрий Сергей Андрей Алексей Владимир Михаил Николай Иван Максим Евгений Павел",
    women: "Елена Ольга Наталья Ирина Анна Мария Юлия Татьяна Светлана Екатерина Анастасия Людмила",
    last: "Иванов Смирнов Попов Кузнецов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев \
           Семёнов Егоров Павлов Козлов Степанов Орлов Никитин Захаров Зайцев Борисов",
    common: 97,
    parts: ["Бел Гор Зим Кор Лес", "о ан ин", "ов цов кин"],
    feminine: true,
    ..PLAIN
};

pub(crate) const ARABIC: Culture = Culture {
    men: "Mohammed Ahmed Ali Omar Mahmoud Hassan Ibrahim Hussein Khalid Yousef Rashid Karim Saeed Tariq Abdullah Faisal Nasser \
          Mustafa",
    women: "Aisha Fatima Mariam Khadija Noor Zainab Amina Dina Layla Sara Huda Yasmin Salma Hana Rania Maha Samira",
    last: "Al-Farsi Al-Amin Ali Hassan Ahmed Mohamed Nasser Saleh Haddad Ibrahim Khalil Hamdan El-Sayed Al-Rashid Abdallah \
           Suleiman Darwish Shaheen Khoury Hussein Al-Najjar Aziz Mansour Qasim",
    common: 73,
    parts: ["Ba Des Ka Mo Ra Rash Sa Ta", "da ma na re", "har lo ni oui san tan vi zi"],
    ..PLAIN
};

pub(crate) const TURKISH: Culture = Culture {
    men: "Mehmet Ahmet Mustafa Ali İsmail Hüseyin Hasan İbrahim Osman Murat Ömer Yusuf Emre Burak Kemal Serkan Volkan",
    women: "Fatma Hatice Ayşe Emine Sultan Gül Meryem Zeynep Elif Zehra Şerife Merve Özlem Esra Büşra Yasemin Leyla",
    last: "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Aydın Arslan Kara Öztürk Aslan Doğan Kılıç Çetin Koç Kurt Özdemir \
           Polat Korkmaz",
    common: 76,
    parts: ["Ak Bay Er Gün Kara Tan Uz", "a de o", "demir gül kan man soy taş türk"],
    ..PLAIN
};

/// First names with the short forms that a second entry of a person may carry: `Robert:Bob/Rob`.
pub(crate) const NICKNAMES: &str = "James:Jim/Jimmy John:Jack/Johnny Robert:Bob/Rob/Bobby Michael:Mike/Mick William:Bill/Will \
    David:Dave Richard:Rick/Dick/Rich Charles:Charlie/Chuck Joseph:Joe/Joey Thomas:Tom/Tommy Christopher:Chris Daniel:Dan/Danny \
    Donald:Don Kenneth:Ken Steven:Steve Edward:Ed/Ted/Eddie Ronald:Ron Anthony:Tony Matthew:Matt Timothy:Tim Jeffrey:Jeff \
    Stephen:Steve Andrew:Andy/Drew Gregory:Greg Joshua:Josh Lawrence:Larry Gerald:Jerry Samuel:Sam Nicholas:Nick Benjamin:Ben \
    Patrick:Pat/Paddy Peter:Pete Douglas:Doug Raymond:Ray Jonathan:Jon Frederick:Fred Phillip:Phil Philip:Phil Nathan:Nate \
    Zachary:Zach Leonard:Len/Lenny Alexander:Alex Henry:Harry Albert:Al Eugene:Gene Russell:Russ Mary:Molly/Polly Patricia:Pat/Patty/Trish \
    Jennifer:Jen/Jenny Linda:Lindy Elizabeth:Liz/Beth/Betty Barbara:Barb/Babs Susan:Sue/Susie Jessica:Jess Sarah:Sally/Sadie \
    Margaret:Peggy/Maggie/Meg Kimberly:Kim Rebecca:Becky/Becca Deborah:Deb/Debbie Stephanie:Steph Dorothy:Dot/Dottie \
    Cynthia:Cindy Kathleen:Kathy Katherine:Kate/Kathy Catherine:Cathy/Kate Pamela:Pam Samantha:Sam Christine:Chris/Chrissy \
    Debra:Deb/Debbie Victoria:Vicky Virginia:Ginny Christina:Tina/Chris Judith:Judy Jacqueline:Jackie Teresa:Terry/Tess \
    Abigail:Abby Amanda:Mandy Sandra:Sandy Melissa:Missy Michelle:Shelly Nancy:Nan Theresa:Terry Kathryn:Kathy Danielle:Dani \
    Frances:Fran Alexandra:Sandra/Alex Isabella:Bella Natalie:Nat Angela:Angie Susanne:Susi Wolfgang:Wolf Sebastian:Basti \
    Johannes:Hannes/Hans Katharina:Kathi/Käthe Elisabeth:Lisa/Elli Ursula:Uschi Gabriele:Gabi Michel:Mich Stefanie:Steffi \
    Matthias:Matze Tobias:Tobi Ulrich:Uli Christophe:Chris Frédéric:Fred Alexandre:Alex Stéphanie:Steph Véronique:Véro \
    Catherine:Cathy Nathalie:Nath Francisco:Paco/Pancho José:Pepe Manuel:Manolo Antonio:Toni Ignacio:Nacho Jesús:Chus \
    Concepción:Concha Dolores:Lola Mercedes:Merche Isabel:Isa Enrique:Quique Alejandro:Álex Francesca:Franca \
    Giuseppe:Beppe/Pino Giovanni:Gianni Francesco:Franco/Checco Salvatore:Totò Vincenzo:Enzo Alessandro:Sandro Giuseppina:Pina \
    Domenico:Mimmo Luigi:Gigi Maria:Mariazinha Francisca:Chica Antônio:Toninho João:Joãozinho Luiz:Lula Eduardo:Edu \
    Fernanda:Nanda Willem:Wim Pieter:Piet Hendrik:Henk Johanna:Jo Cornelis:Kees Wilhelmina:Willy Margaretha:Greet \
    Małgorzata:Gosia Katarzyna:Kasia Agnieszka:Aga Magdalena:Magda Krzysztof:Krzysiek Stanisław:Staszek Tomasz:Tomek \
    Aleksandra:Ola Joanna:Asia Piotr:Piotrek Birgitta:Gitta Margareta:Greta Mikael:Micke Lennart:Lelle Александр:Саша \
    Дмитрий:Дима Сергей:Серёжа Алексей:Лёша Владимир:Вова Михаил:Миша Николай:Коля Иван:Ваня Евгений:Женя Елена:Лена \
    Ольга:Оля Наталья:Наташа Ирина:Ира Анна:Аня Мария:Маша Юлия:Юля Татьяна:Таня Светлана:Света Екатерина:Катя \
    Анастасия:Настя Mohammed:Mo Ibrahim:Ibo Mehmet:Memo Mustafa:Musti Hüseyin:Hüso Abdullah:Abdul Abhishek:Abhi \
    Aishwarya:Aishu Lakshmi:Lucky Vikram:Vicky Pradeep:Deep";
