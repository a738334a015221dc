"""Invented people: first names by sex and age, family names as Montpellier mixes them."""

from __future__ import annotations

FEMALE_YOUNG = (
    "Inès", "Léa", "Manon", "Camille", "Chloé", "Sarah", "Emma", "Lina",
    "Jade", "Yasmine", "Nour", "Aya", "Louise", "Anaïs", "Mélissa", "Kenza",
    "Sofia", "Amina", "Fatou", "Clara",
)  # fmt: skip
FEMALE_ADULT = (
    "Samira", "Nathalie", "Sandrine", "Karima", "Stéphanie", "Céline", "Aurélie", "Fatima",
    "Virginie", "Nadia", "Élodie", "Delphine", "Awa", "Mariam", "Laetitia", "Sonia",
    "Émilie", "Carmen", "Rachida", "Laure", "Malika", "Vanessa", "Séverine", "Aïcha",
    "Lucie", "Priscilla", "Oksana", "Corinne", "Sylvie", "Véronique",
)  # fmt: skip
FEMALE_OLD = (
    "Odile", "Monique", "Josette", "Rose", "Jacqueline", "Simone", "Huguette", "Paulette",
    "Zohra", "Yvette", "Denise", "Françoise", "Marie-Thérèse", "Khadija", "Ginette",
)  # fmt: skip
MALE_YOUNG = (
    "Yanis", "Lucas", "Enzo", "Mehdi", "Hugo", "Rayan", "Théo", "Nathan",
    "Adam", "Mathis", "Bilal", "Ismaël", "Maxime", "Amadou", "Noé", "Ilyes",
    "Tom", "Ryan", "Sacha", "Moussa",
)  # fmt: skip
MALE_ADULT = (
    "Joël", "Karim", "David", "Thierry", "Ibrahima", "Farid", "Christophe", "Rachid",
    "Sébastien", "Nicolas", "Laurent", "Mohamed", "Bruno", "Stéphane", "Ousmane", "Fabrice",
    "Julien", "Samir", "Éric", "Vincent", "Abdelkader", "Frédéric", "Ahmed", "Cédric",
    "Olivier", "Driss", "Pascal", "Hakim", "Yann", "Rodrigue",
)  # fmt: skip
MALE_OLD = (
    "Guy", "Robert", "Roger", "Marcel", "Jean-Claude", "Bernard", "Lahcen", "Raymond",
    "Gérard", "Michel", "André", "Salah", "Henri", "Lucien", "Paul", "Mustapha",
)  # fmt: skip
FAMILIES = (
    "Martin", "Bernard", "Garcia", "Lopez", "Martinez", "Durand", "Fabre", "Roux",
    "Vidal", "Blanc", "Sanchez", "Perez", "Fournier", "Gomez", "Bonnet", "Girard",
    "Arnal", "Teissier", "Pujol", "Rossi", "Serrano", "Dupuy", "Castel", "Martel",
    "Ferrer", "Cazes", "Boyer", "Rey", "Navarro", "Molina", "Cros", "Gely",
    "Combes", "Delmas", "Barthe", "Salles", "Vialla", "Maurin", "Bousquet", "Rouquette",
    "Azéma", "Calmette", "Lacroix", "Galtier", "Pons", "Soler", "Puech", "Nègre",
    "Sabatier", "Vernet", "Carrière", "Diallo", "Koffi", "Ouali",
    "Haddad", "Bouzid", "Cherif", "Mansouri", "El_Amrani", "Ben_Salah", "Belkacem", "Ziani",
    "Saïdi", "Kaddour", "Amrani", "Traoré", "Camara", "Sow", "Ndiaye", "Bah",
    "Keïta", "Touré", "Konaté", "Cissé", "Mendy", "Da_Silva", "Ferreira", "Pereira",
    "Dos_Santos", "Costa", "Almeida", "Ribeiro", "Nguyen", "Tran", "Le_Goff", "Kovalenko",
    "Petrenko", "Popescu", "Ionescu", "Yilmaz", "Kaya", "Demir", "Hamidi", "Rahmani",
    "Ahmadi", "Meziane", "Slimani", "Hamdi", "Moreau", "Lefèvre", "Mercier", "Dupont",
    "Lambert", "Chevalier", "Gauthier", "Perrin", "Morel", "André", "Lemoine", "Renard",
    "Picard", "Colin", "Marchand", "Leroy", "Espinosa", "Ruiz", "Torres",
    "Hernandez", "Jimenez", "Romero", "Moreno", "Ortega", "Gil", "Marin", "Caballero",
    "Llorens", "Bertrand", "Estève", "Jourdan",
)  # fmt: skip
DISTRICTS = (
    ("Mosson", "yes", 24),
    ("Celleneuve", "yes", 7),
    ("Cévennes", "yes", 8),
    ("Petit Bard-Pergola", "yes", 9),
    ("Aiguelongue", "yes", 3),
    ("Écusson", "no", 11),
    ("Antigone", "no", 7),
    ("Hôpitaux-Facultés", "no", 8),
    ("Port Marianne", "no", 7),
    ("Croix d’Argent", "no", 8),
    ("Figuerolles", "no", 5),
    ("Les Arceaux", "no", 4),
    ("", "unknown", 8),
)
STREETS = (
    "avenue du Biterrois",
    "rue de Bologne",
    "rue des Cyprès",
    "allée des Platanes",
    "place de l’Horloge",
    "rue du Mas",
    "rue des Jasmins",
    "impasse du Puits",
)
